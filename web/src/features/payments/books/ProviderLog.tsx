import { Accordion, Badge, Button, Code, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { ProviderExchange, Webhook } from '@/api/sellerTypes';
import classes from '@/features/payments/books/books.module.css';
import { useBooksTexts } from '@/features/payments/books/i18n';
import { useExchanges, useReplay, useWebhooks } from '@/features/payments/books/queries';
import { Loaded } from '@/ui/Loaded';
import { When } from '@/ui/When';

/** Everything that was said to the provider and by it about one payment, newest first. */
export function ProviderLog({ payment }: { payment: string }) {
  const t = useBooksTexts();
  const exchanges = useExchanges(payment);
  const webhooks = useWebhooks(payment);
  return (
    <Stack gap="xl">
      <section>
        <Title order={2} fz="1.125rem" mb="sm">
          {t('webhooks')}
        </Title>
        <Loaded query={webhooks} skeleton={<Skeleton h={64} />}>
          {(found) =>
            found.length > 0 ? (
              <Accordion variant="separated" order={3}>
                {found.map((webhook) => (
                  <Told key={webhook.id} webhook={webhook} />
                ))}
              </Accordion>
            ) : (
              <Text c="dimmed">{t('noWebhooks')}</Text>
            )
          }
        </Loaded>
      </section>
      <section>
        <Title order={2} fz="1.125rem" mb="sm">
          {t('exchanges')}
        </Title>
        <Loaded query={exchanges} skeleton={<Skeleton h={64} />}>
          {(found) =>
            found.length > 0 ? (
              <Accordion variant="separated" order={3}>
                {found.map((exchange) => (
                  <Asked key={exchange.id} exchange={exchange} />
                ))}
              </Accordion>
            ) : (
              <Text c="dimmed">{t('noExchanges')}</Text>
            )
          }
        </Loaded>
      </section>
    </Stack>
  );
}

const LOOKS: Record<string, string> = {
  applied: 'teal',
  mismatch: 'red',
  flagged: 'red',
  to_check: 'yellow',
};

/** The state it tells of, in the provider's own word. */
function stateIn(body: string): string {
  try {
    const told: unknown = JSON.parse(body);
    if (typeof told === 'object' && told && 'transaction_status' in told)
      return String(told.transaction_status);
  } catch {
    // not JSON: the body itself is shown below
  }
  return '…';
}

function Told({ webhook }: { webhook: Webhook }) {
  const t = useBooksTexts();
  const replay = useReplay();
  const outcome = (name: string) => {
    const key = `outcome_${name}`;
    return useBooksTexts.has(key) ? t(key) : name;
  };
  return (
    <Accordion.Item value={webhook.id}>
      <Accordion.Control>
        <Group gap="xs">
          <Text fw={600}>{stateIn(webhook.body)}</Text>
          <Badge color={LOOKS[webhook.outcome] ?? 'gray'}>{outcome(webhook.outcome)}</Badge>
          <Text size="sm" c="dimmed">
            <When at={webhook.last_at} show="both" /> · {t('told', { count: webhook.told })}
          </Text>
        </Group>
      </Accordion.Control>
      <Accordion.Panel>
        <Said text={webhook.body} />
        <Button
          mt="sm"
          size="sm"
          variant="default"
          loading={replay.isPending}
          aria-label={t('replayOf', { key: webhook.event_key })}
          onClick={() =>
            replay.mutate(webhook.id, {
              onSuccess: (heard) =>
                notifications.show({ message: t('replayed', { outcome: outcome(heard.outcome) }) }),
            })
          }
        >
          {t('replay')}
        </Button>
      </Accordion.Panel>
    </Accordion.Item>
  );
}

function Asked({ exchange }: { exchange: ProviderExchange }) {
  const t = useBooksTexts();
  const { status_code, error } = exchange;
  const good = status_code !== null && status_code < 400;
  return (
    <Accordion.Item value={exchange.id}>
      <Accordion.Control>
        <Group gap="xs">
          <Badge color={good ? 'teal' : 'red'}>{status_code ?? t('noAnswer')}</Badge>
          <Text fw={600}>{exchange.operation}</Text>
          <Text size="sm" c="dimmed">
            <When at={exchange.at} show="both" /> · {t('took', { ms: exchange.took_ms })}
          </Text>
        </Group>
      </Accordion.Control>
      <Accordion.Panel>
        <Stack gap="sm">
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            {exchange.url}
          </Text>
          {exchange.request && (
            <div>
              <Text size="sm" c="dimmed">
                {t('request')}
              </Text>
              <Said text={exchange.request} />
            </div>
          )}
          {(exchange.response || error) && (
            <div>
              <Text size="sm" c="dimmed">
                {t('response')}
              </Text>
              <Said text={exchange.response ?? error ?? ''} />
            </div>
          )}
        </Stack>
      </Accordion.Panel>
    </Accordion.Item>
  );
}

/** JSON is shown as people read it; anything else as it came. */
function Said({ text }: { text: string }) {
  return (
    // Long answers scroll, and what scrolls can be reached by key.
    <Code block tabIndex={0} className={classes.said}>
      {readable(text)}
    </Code>
  );
}

function readable(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
