import { Card } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from '@/ui/sticky-summary.module.css';

interface StickySummaryProps {
  /** The list the summary is about. */
  children: ReactNode;
  /** Totals and details: beside the list on a desktop, below it on a phone. */
  summary: ReactNode;
  /** What stays within the thumb's reach on a phone (total and button); the last line of the summary on a desktop. */
  action: ReactNode;
}

/** A page with a list on the left and its sums on the right that stay in sight. */
export function StickySummary({ children, summary, action }: StickySummaryProps) {
  return (
    <div className={classes.columns}>
      <div className={classes.main}>{children}</div>
      <Card component="aside" className={classes.summary}>
        {summary}
        <div className={classes.action}>{action}</div>
      </Card>
    </div>
  );
}
