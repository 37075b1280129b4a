import { useSearch } from '@tanstack/react-router';
import { useLeaveSignIn } from '@/app/shop/leaveSignIn';
import { useIdentityTexts } from '@/features/identity/i18n';
import { SignUpForm } from '@/features/identity/SignUpForm';
import { Page } from '@/ui/Page';

export function SignUpPage() {
  const t = useIdentityTexts();
  const { next } = useSearch({ from: '/shop/sign-up' });
  const leave = useLeaveSignIn(next);
  return (
    <Page title={t('signUp')} intro={t('signUpIntro')} width="narrow">
      <SignUpForm onDone={leave} next={next} />
    </Page>
  );
}
