import { onBeforeUnmount, onMounted, ref, type Ref } from 'vue';

/** How far a box is scrolled and how much of it is seen; on paper it is all of it. */
export function useWindow(box: Ref<HTMLElement | undefined>) {
  const top = ref(0);
  const height = ref(0);
  let observer: ResizeObserver | undefined;

  function read(): void {
    top.value = box.value?.scrollTop ?? 0;
    height.value = box.value?.clientHeight ?? 0;
  }

  function takeAll(): void {
    top.value = 0;
    height.value = Number.MAX_SAFE_INTEGER;
  }

  onMounted(() => {
    if (!box.value) return;
    observer = new ResizeObserver(read);
    observer.observe(box.value);
    box.value.addEventListener('scroll', read, { passive: true });
    addEventListener('beforeprint', takeAll);
    addEventListener('afterprint', read);
    read();
  });
  onBeforeUnmount(() => {
    observer?.disconnect();
    removeEventListener('beforeprint', takeAll);
    removeEventListener('afterprint', read);
  });
  return { top, height };
}
