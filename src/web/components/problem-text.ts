import { useI18n } from 'vue-i18n';
import { ApiProblem } from '../api/problem.js';

/** Problems in the words of the screen's language; the server's English `detail` only for codes we have no words for. */
export function useProblemText() {
  const { t, te } = useI18n();
  const codeOf = (problem: unknown): string => (problem instanceof ApiProblem ? problem.code : 'internal');
  const textOf = (problem: unknown): string => {
    const key = `common.problem.${codeOf(problem)}`;
    if (te(key)) return t(key);
    return problem instanceof ApiProblem ? problem.members.detail : t('common.problem.internal');
  };
  return { codeOf, textOf };
}
