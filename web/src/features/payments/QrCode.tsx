import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMemo } from 'react';
import { encode } from 'uqr';
import { usePaymentTexts } from '@/features/payments/i18n';
import classes from '@/features/payments/payment.module.css';

const QUIET_ZONE = 4;
const PIXELS_PER_MODULE = 12;

/**
 * A QR code drawn here from its text, so that it does not depend on a picture from elsewhere; always dark
 * on white, also in dark mode, because scanners want it so. The picture can be saved: whoever pays with the
 * phone that shows it opens the picture in the bank's app.
 */
export function QrCode({ text, alt, filename }: { text: string; alt: string; filename: string }) {
  const t = usePaymentTexts();
  const { data, size } = useMemo(() => encode(text, { ecc: 'M', border: QUIET_ZONE }), [text]);
  const path = data
    .map((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')).join(''))
    .join('');

  function save() {
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = size * PIXELS_PER_MODULE;
    const pen = canvas.getContext('2d');
    if (!pen) return;
    pen.fillStyle = '#fff';
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.scale(PIXELS_PER_MODULE, PIXELS_PER_MODULE);
    pen.fillStyle = '#000';
    pen.fill(new Path2D(path));
    const link = document.createElement('a');
    link.download = `${filename}.png`;
    link.href = canvas.toDataURL('image/png');
    link.click();
  }

  return (
    <div className={classes.qr}>
      <svg viewBox={`0 0 ${size} ${size}`} role="img" aria-label={alt} shapeRendering="crispEdges">
        <path d={`M0 0h${size}v${size}H0z`} fill="#fff" />
        <path d={path} fill="#000" />
      </svg>
      <Button variant="default" leftSection={<IconDownload size={18} aria-hidden />} onClick={save}>
        {t('saveQr')}
      </Button>
    </div>
  );
}
