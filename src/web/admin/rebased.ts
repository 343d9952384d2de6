/** A draft begun on one state of something, as it stands on a later one: what was changed, added or taken out in it stays. */
export function rebased<T extends object>(draft: T, { before, now }: { before: T; now: T }): T {
  const [mine, theirs] = [new Map(Object.entries(draft)), new Map(Object.entries(before))];
  const isMine = ([key]: [string, unknown]): boolean =>
    JSON.stringify(mine.get(key)) !== JSON.stringify(theirs.get(key));
  const kept = Object.entries(draft).filter(isMine);
  const others = Object.entries(now).filter((entry) => !isMine(entry));
  return Object.fromEntries([...others, ...kept]) as T;
}
