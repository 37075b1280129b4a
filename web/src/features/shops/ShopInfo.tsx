import { Anchor, Stack, Table, Text, Title } from '@mantine/core';
import type { Shop } from '@/api/types';
import { week, weekdayAt, weekdayName } from '@/features/shops/hours';
import { useShopTexts } from '@/features/shops/i18n';
import { useLanguage } from '@/lib/texts';
import { day, localDay, zoneLabel } from '@/lib/time';

/** Opening hours, holidays still to come, pickup points, address and phone. */
export function ShopInfo({ shop }: { shop: Shop }) {
  const t = useShopTexts();
  const language = useLanguage();
  const today = weekdayAt(new Date(), shop.timezone);
  const holidays = shop.holidays.filter((holiday) => holiday.day >= localDay(new Date(), shop.timezone));
  const place = placeOf(shop);
  return (
    <Stack gap="lg" pb="md">
      <section>
        <Title order={3} fz="md" mb="xs">
          {t('hours')} ({zoneLabel(shop.timezone)})
        </Title>
        {shop.opening_hours.length === 0 ? (
          <Text>{t('always')}</Text>
        ) : (
          <Table withRowBorders={false} verticalSpacing={4}>
            <Table.Tbody>
              {week(shop.opening_hours).map(({ weekday, stretches }) => (
                <Table.Tr key={weekday} fw={weekday === today ? 700 : undefined}>
                  <Table.Th scope="row" fw="inherit" pl={0}>
                    {weekdayName(weekday, language)}
                  </Table.Th>
                  <Table.Td ta="right" pr={0}>
                    {stretches.join(', ') || t('closedDay')}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
      </section>
      {holidays.length > 0 && (
        <section>
          <Title order={3} fz="md" mb="xs">
            {t('holidays')}
          </Title>
          {holidays.slice(0, 5).map((holiday) => (
            <Text key={holiday.day} size="sm">
              {day(`${holiday.day}T12:00:00Z`, language)} {holiday.name && `· ${holiday.name}`}
            </Text>
          ))}
        </section>
      )}
      {shop.pickup_points.length > 0 && (
        <section>
          <Title order={3} fz="md" mb="xs">
            {t('pickup')}
          </Title>
          {shop.pickup_points.map((point) => (
            <Text key={point.id} size="sm">
              <b>{point.name}</b> {point.address && `· ${point.address}`}
            </Text>
          ))}
        </section>
      )}
      {place && (
        <section>
          <Title order={3} fz="md" mb="xs">
            {t('address')}
          </Title>
          <Text size="sm">{place}</Text>
        </section>
      )}
      {shop.phone && (
        <Text size="sm">
          {t('phone')}: <Anchor href={`tel:${shop.phone}`}>{shop.phone}</Anchor>
        </Text>
      )}
    </Stack>
  );
}

/** The address as given; city and province only where it does not name them itself. */
function placeOf({ address, city, province }: Shop): string {
  const named = (part: string | null) => part !== null && !address?.includes(part);
  return [address, ...[city, province].filter(named)].filter(Boolean).join(', ');
}
