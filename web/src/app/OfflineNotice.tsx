import { IconWifiOff } from '@tabler/icons-react';
import { useAppTexts } from '@/app/i18n';
import classes from '@/app/work-frame.module.css';
import { useReachable } from '@/lib/network';

/** Without a connection what was tapped waits in this page, and is sent when there is one again. */
export function OfflineNotice() {
  const t = useAppTexts();
  const online = useReachable();
  return (
    <div role="status">
      {!online && (
        <p className={classes.offline}>
          <IconWifiOff size={20} aria-hidden />
          {t('offline')}
        </p>
      )}
    </div>
  );
}
