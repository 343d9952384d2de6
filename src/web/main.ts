/**
 * The web app starts here. Where to find things:
 *
 *     app/         routes, navigation by permission, the frame of every page
 *     design/      the visual language (tokens.css), how a person likes the screens (view.ts)
 *     i18n/        texts by area and language, dates and numbers as each language writes them
 *     api/         the typed client, problems, what happens when a session ends
 *     session/     who is signed in; sign-in, password and one-time-link pages
 *     centre/      the centre and its zones, for all screens; which centre, where there are several
 *     setup/       the wizard from an owner's account to a centre that can be booked
 *     live/        what the server changes, kept fresh; what goes on in a zone, as pure functions
 *     components/  the blocks that screens are built of
 *     today/, zone/, plan/, door/  the public screens
 *     operator/    the screens of who acts for an operator, and the page of an invitation
 *     help/        the guides of each role, beside the screen or as a page; every refusal explained
 *     notices/     the bell in the head, and what one has been told
 */
import { createApp } from 'vue';
import App from './app/App.vue';
import { router } from './app/router.js';
import { applyView } from './design/view.js';
import { followLanguage, i18n } from './i18n/i18n.js';
import './design/tokens.css';
import './design/base.css';
import './design/controls.css';
import './design/print.css';

applyView();
followLanguage();
createApp(App).use(i18n).use(router).mount('#app');
