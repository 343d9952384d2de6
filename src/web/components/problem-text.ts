import { useI18n } from 'vue-i18n';
import { ApiProblem } from '../api/problem.js';
import { codeOfId } from '../help/codes.js';
import { toast } from './announce.js';

/** Problems in the words of the screen's language; the server's English `detail` only for codes we have no words for. */
export function useProblemText() {
  const { t, te } = useI18n();
  const codeOf = (problem: unknown): string => (problem instanceof ApiProblem ? problem.code : 'internal');

  const textOf = (problem: unknown): string => {
    const key = `common.problem.${codeOf(problem)}`;
    if (te(key)) return t(key);
    return problem instanceof ApiProblem ? problem.members.detail : t('common.problem.internal');
  };
  /** Id under which the help explains it; null when it doesn't. */
  const aboutOf = (problem: unknown): string | null => {
    const id = `problem-${codeOf(problem)}`;
    return codeOfId(id) ? id : null;
  };

  /** Says in a corner of the screen why something was not done, with the way to what the help says of it. */
  const toastProblem = (problem: unknown): void => toast(textOf(problem), 'problem', { about: aboutOf(problem) });

  return { codeOf, textOf, aboutOf, toastProblem };
}
