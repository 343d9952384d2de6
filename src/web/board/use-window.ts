import { onBeforeUnmount, onMounted, ref, type Ref } from 'vue';

/** How far a box is scrolled and how much of it is seen. */
export function useWindow(box: Ref<HTMLElement | undefined>) {
  const top = ref(0);
  const height = ref(0);
  let observer: ResizeObserver | undefined;

  function read(): void {
    top.value = box.value?.scrollTop ?? 0;
    height.value = box.value?.clientHeight ?? 0;
  }

  onMounted(() => {
    if (!box.value) return;
    observer = new ResizeObserver(read);
    observer.observe(box.value);
    box.value.addEventListener('scroll', read, { passive: true });
    read();
  });
  onBeforeUnmount(() => observer?.disconnect());
  return { top, height };
}
