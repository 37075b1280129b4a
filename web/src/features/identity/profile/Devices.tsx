import { Badge, Button, Card, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconDeviceDesktop, IconDeviceMobile } from '@tabler/icons-react';
import { useState } from 'react';
import type { Device } from '@/api/purchaseTypes';
import { deviceName, isPhoneBrowser } from '@/features/identity/profile/deviceName';
import { useProfileTexts } from '@/features/identity/profile/i18n';
import { useDevices, useEndDevice, useSignOutEverywhere } from '@/features/identity/profile/queries';
import { Loaded } from '@/ui/Loaded';
import { Sheet } from '@/ui/Sheet';
import { When } from '@/ui/When';

/** Where one is signed in; end one session or all. */
export function Devices() {
  const t = useProfileTexts();
  const devices = useDevices();
  const everywhere = useSignOutEverywhere();
  const [asking, setAsking] = useState(false);
  return (
    <Stack component="section" gap="md">
      <Title order={2} fz="lg">
        {t('sessions')}
      </Title>
      <Loaded query={devices} skeleton={<Skeleton h={84} radius="lg" />}>
        {(found) => found.map((device) => <Entry key={device.id} device={device} />)}
      </Loaded>
      <Button variant="light" color="red" onClick={() => setAsking(true)} style={{ alignSelf: 'flex-start' }}>
        {t('everywhere')}
      </Button>
      <Sheet opened={asking} onClose={() => setAsking(false)} title={t('everywhere')}>
        <Stack gap="md">
          <Text>{t('everywhereText')}</Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={() => setAsking(false)} data-autofocus>
              {t('cancel')}
            </Button>
            <Button color="red.9" loading={everywhere.isPending} onClick={() => everywhere.mutate()}>
              {t('everywhere')}
            </Button>
          </Group>
        </Stack>
      </Sheet>
    </Stack>
  );
}

function Entry({ device }: { device: Device }) {
  const t = useProfileTexts();
  const end = useEndDevice();
  const Icon = isPhoneBrowser(device.user_agent) ? IconDeviceMobile : IconDeviceDesktop;
  const name = deviceName(device.user_agent) ?? t('unknownDevice');
  return (
    <Card>
      <Group justify="space-between" wrap="nowrap">
        <Group wrap="nowrap" miw={0}>
          <Icon size={28} stroke={1.5} aria-hidden style={{ flexShrink: 0 }} />
          <div>
            <Group gap="xs">
              <Text fw={600}>{name}</Text>
              {device.current && <Badge color="teal">{t('thisDevice')}</Badge>}
            </Group>
            <Text size="sm" c="dimmed">
              {device.ip} · {t('lastUsed')} <When at={device.last_used_at} />
            </Text>
          </div>
        </Group>
        {!device.current && (
          <Button
            variant="default"
            size="sm"
            flex="none"
            aria-label={`${t('endSession')}: ${name}`}
            onClick={() =>
              end.mutate(device, {
                onSuccess: () => notifications.show({ color: 'teal', message: t('ended') }),
              })
            }
          >
            {t('endSession')}
          </Button>
        )}
      </Group>
    </Card>
  );
}
