import { useI18n } from 'vue-i18n';
import { ApiProblem } from '../api/problem.js';
import { useProblemText } from '../components/problem-text.js';

/** In the wizard a conflict has one reason only: the short name is taken. */
export function useSetupProblem(): { textOf(problem: unknown): string } {
  const { t } = useI18n();
  const { textOf } = useProblemText();
  return {
    textOf: (problem) =>
      problem instanceof ApiProblem && problem.code === 'conflict' && !('affected' in problem.members)
        ? t('setup.slugTaken')
        : textOf(problem),
  };
}
