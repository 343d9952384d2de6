import { shallowRef } from 'vue';

/** How many notices are not read yet: the bell shows it, the page of notices sets it when it has marked some. */
export const unread = shallowRef(0);
