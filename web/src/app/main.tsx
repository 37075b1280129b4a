import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import '@/app/global.css';
import '@/app/sizes.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startSession } from '@/api/client';
import { keepRecovering } from '@/api/recovery';
import { App } from '@/app/App';
import { followOtherTabs, forgetOnSessionChange } from '@/app/queryClient';
import { askGuardsOnSessionChange, router } from '@/app/router';
import { forgetEarlyInTime } from '@/lib/early';
import { currentLanguage, onLanguageChange } from '@/lib/texts';
import { focusFirstWrongField } from '@/lib/wrongFields';

const nameLanguage = () => {
  document.documentElement.lang = currentLanguage();
};
nameLanguage();
onLanguageChange(nameLanguage);
forgetOnSessionChange();
followOtherTabs();
askGuardsOnSessionChange();
void startSession();
keepRecovering();

forgetEarlyInTime();
focusFirstWrongField(document);

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
const app = createRoot(root);
// What index.html shows stays until there is a page to take its place.
void router.load().finally(() =>
  app.render(
    <StrictMode>
      <App />
    </StrictMode>,
  ),
);
