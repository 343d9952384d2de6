/**
 * What to do when another worker takes over the page: the first one is as new as the page itself, each after it brings
 * another build, with which the page starts anew.
 */
export function onTakeOver(container: { readonly controller: unknown }, startAnew: () => void): () => void {
  let hasOne = Boolean(container.controller);
  return () => {
    if (hasOne) startAnew();
    hasOne = true;
  };
}
