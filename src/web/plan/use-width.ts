import { onBeforeUnmount, onMounted, ref, type Ref } from 'vue';

/** Width of an element in whole CSS pixels, 0 until it is known; one that is not laid out for a moment keeps what it had. */
export function useWidth(element: Readonly<Ref<HTMLElement | undefined>>): Readonly<Ref<number>> {
  const width = ref(0);
  const observer = new ResizeObserver(([entry]) => {
    const now = Math.floor(entry?.contentRect.width ?? 0);
    if (now > 0) width.value = now;
  });
  onMounted(() => element.value && observer.observe(element.value));
  onBeforeUnmount(() => observer.disconnect());
  return width;
}
