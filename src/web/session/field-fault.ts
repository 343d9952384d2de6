import { useI18n } from 'vue-i18n';
import { ApiProblem } from '../api/problem.js';

/** What the server says of single fields of an account, by pointer such as `/login`, in words; none where it says nothing. */
export function useFieldFault(problem: () => unknown): (pointer: string) => string {
  const { t } = useI18n();
  return (pointer) => {
    const told = problem();
    return told instanceof ApiProblem && told.faultOf(pointer) ? t(`session.fault.${pointer.slice(1)}`) : '';
  };
}
