import { computed, type ComputedRef } from 'vue';
import { useI18n } from 'vue-i18n';
import { useRouter } from 'vue-router';
import { useCentre } from '../centre/centre.js';
import { useSession } from '../session/session.js';
import { GUIDE_ROLES, topicKey, topicsOf, type GuideRole } from './guides.js';

/** The most telling first: who has several roles reads the guide of the widest one. */
const ORDER: readonly GuideRole[] = ['owner', 'admin', 'office', 'desk', 'manager', 'member', 'resident'];

/** The guides that concern this person in the centre; everybody is a resident too. */
export function useGuideRoles(): ComputedRef<readonly GuideRole[]> {
  const { me } = useSession();
  const { slug } = useCentre();
  return computed(() => {
    const mine = new Set<string>(['resident']);
    if (me.value?.user.isOwner) mine.add('owner');
    for (const { centre, role } of me.value?.roles ?? []) if (centre === slug.value) mine.add(role);
    for (const { centre, role } of me.value?.operators ?? []) if (centre === slug.value) mine.add(role);
    return ORDER.filter((role) => mine.has(role));
  });
}

/** The topics of a guide whose screens there are. */
export function useTopics(): (role: GuideRole) => readonly string[] {
  const router = useRouter();
  return (role) => topicsOf(role).filter((topic) => router.hasRoute(topic));
}

export const isGuideRole = (text: unknown): text is GuideRole => GUIDE_ROLES.some((role) => role === text);

export interface TopicText {
  readonly title: string;
  readonly lead: string;
  readonly steps: readonly string[];
  readonly keys: readonly string[];
}

/** The texts of a topic in the language of the screen; needs the areas of the help. */
export function useTopicText(): { has(topic: string): boolean; textOf(topic: string): TopicText } {
  const { t, te, tm, rt } = useI18n();
  const listOf = (key: string): string[] => {
    const list: unknown = tm(key);
    return Array.isArray(list) ? list.map((one: string) => rt(one)) : [];
  };
  return {
    has: (topic) => te(`${topicKey(topic)}.title`),
    textOf: (topic) => {
      const key = topicKey(topic);
      return {
        title: t(`${key}.title`),
        lead: t(`${key}.lead`),
        steps: listOf(`${key}.steps`),
        keys: listOf(`${key}.keys`),
      };
    },
  };
}
