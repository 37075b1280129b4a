import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import '@/app/global.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startSession } from '@/api/client';
import { App } from '@/app/App';
import { forgetOnSessionChange } from '@/app/queryClient';
import { leaveOnSessionEnd } from '@/app/router';
import { currentLanguage, onLanguageChange } from '@/lib/texts';

const nameLanguage = () => {
  document.documentElement.lang = currentLanguage();
};
nameLanguage();
onLanguageChange(nameLanguage);
forgetOnSessionChange();
leaveOnSessionEnd();
void startSession();

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
