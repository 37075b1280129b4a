import { Card, Group, Skeleton, Text } from '@mantine/core';
import { IconPlus, IconWallet } from '@tabler/icons-react';
import { usePaymentTexts } from '@/features/payments/i18n';
import { useWallet } from '@/features/payments/queries';
import { rupiah } from '@/lib/money';
import { ButtonLink } from '@/ui/ButtonLink';
import { Loaded } from '@/ui/Loaded';
import { Money } from '@/ui/Money';

/** What is in the wallet, and the way to fill it. */
export function WalletCard() {
  const t = usePaymentTexts();
  const wallet = useWallet();
  return (
    <Card padding="lg" bg="var(--niaga-ground)" withBorder={false}>
      <Group justify="space-between" align="flex-end">
        <div>
          <Group gap={6} c="dimmed">
            <IconWallet size={18} aria-hidden />
            <Text>{t('balance')}</Text>
          </Group>
          <Loaded query={wallet} skeleton={<Skeleton h={44} w={180} />}>
            {({ balance, held }) => (
              <>
                <Money amount={balance} fz="2rem" fw={750} />
                {held > 0 && (
                  <Text size="sm" c="dimmed">
                    {t('held', { amount: rupiah(held) })} · {t('heldHint')}
                  </Text>
                )}
              </>
            )}
          </Loaded>
        </div>
        <ButtonLink to="/wallet/top-up" size="md" leftSection={<IconPlus size={18} aria-hidden />}>
          {t('topUp')}
        </ButtonLink>
      </Group>
    </Card>
  );
}
