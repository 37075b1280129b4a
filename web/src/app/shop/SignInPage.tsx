import { useSearch } from '@tanstack/react-router';
import { useLeaveSignIn } from '@/app/shop/leaveSignIn';
import { useIdentityTexts } from '@/features/identity/i18n';
import { SignInForm } from '@/features/identity/SignInForm';
import { Page } from '@/ui/Page';

export function SignInPage() {
  const t = useIdentityTexts();
  const { next } = useSearch({ from: '/shop/sign-in' });
  const leave = useLeaveSignIn(next);
  return (
    <Page title={t('signIn')} intro={t('signInIntro')} width="narrow">
      <SignInForm onDone={leave} next={next} />
    </Page>
  );
}
