/** What is asked of a new centre, as it is typed. */
export interface CentreFacts {
  readonly name: string;
  readonly nameEn: string;
  readonly slug: string;
  readonly timeZone: string;
}

/** Whoever sets a centre up sits in it, mostly. */
export const emptyFacts = (): CentreFacts => ({
  name: '',
  nameEn: '',
  slug: '',
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
});

const LONGEST_SLUG = 32;

/** `Riverside Centre` → `riverside-centre`: small letters, digits and hyphens, beginning with a letter. */
export const slugFrom = (name: string): string =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+/, '')
    .slice(0, LONGEST_SLUG)
    .replace(/-+$/, '');

/** As the API takes it: what was left empty is left out. */
export function sentFacts({ name, nameEn, slug, timeZone }: CentreFacts) {
  const english = nameEn.trim();
  return { name: name.trim(), slug, timeZone, ...(english !== '' && { nameEn: english }) };
}

/** Of a centre that is there: a file that fills it must not rename it. */
export const factsOf = ({ name, nameEn, slug, timeZone }: CentreFacts): CentreFacts => ({
  name,
  nameEn,
  slug,
  timeZone,
});
