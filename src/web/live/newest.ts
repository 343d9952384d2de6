/**
 * Answers may overtake each other. What asks again and again begins each time anew, and drops what comes late:
 *
 *     const begin = newestOnly();
 *     const isNewest = begin();
 *     const answer = await …;
 *     if (!isNewest()) return;
 */
export function newestOnly(): () => () => boolean {
  let last = 0;
  return () => {
    const mine = ++last;
    return () => mine === last;
  };
}
