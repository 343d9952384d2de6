/**
 * The three groups a community centre is there for: the old, the young, and workers in new forms of employment
 * (一老一小一新). No field of the data says for whom a zone or a service is, so their words are taken: a zone belongs to a
 * group when its own name, that of a zone around it, or the title of something public in it today has one of the
 * group's words, in either language.
 */
export const GROUPS = ['old', 'young', 'new'] as const;
export type Group = (typeof GROUPS)[number];

const WORDS: Readonly<Record<Group, RegExp>> = {
  old: /老年|老人|长者|敬老|幸福工坊|elder|senior|older/i,
  young: /儿童|少年|青少|亲子|幼|托班|托管|child|kid|nursery|youth/i,
  new: /暖[“"「]?新|新就业|骑手|快递|外卖|gig|delivery worker|rider/i,
};

/** Whether any of these texts speaks of the group. */
export const speaksOf = (group: Group, texts: readonly string[]): boolean =>
  texts.some((text) => WORDS[group].test(text));
