const ID = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** Which id on one side stands for which on the other: what is said in the same place of the same answer is the same. */
export class Ids {
  private readonly there = new Map<string, string>();
  private readonly here = new Map<string, string>();

  /** Pairs the ids of two texts, one by one, where neither has a partner yet. */
  learn(here: string, there: string): void {
    const others = there.match(ID) ?? [];
    for (const [i, id] of (here.match(ID) ?? []).entries()) {
      const other = others[i];
      if (other === undefined || this.there.has(id) || this.here.has(other)) continue;
      this.there.set(id, other);
      this.here.set(other, id);
    }
  }

  /** A text of this side as the other side would say it. */
  toThere = (text: string): string => text.replace(ID, (id) => this.there.get(id) ?? id);

  /** A text of the other side as this side would say it. */
  toHere = (text: string): string => text.replace(ID, (id) => this.here.get(id) ?? id);
}
