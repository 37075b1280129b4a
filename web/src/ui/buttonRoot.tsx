import type { ComponentPropsWithRef, MouseEvent } from 'react';

type RootProps = ComponentPropsWithRef<'button'> & { href?: string; 'data-loading'?: boolean };

/**
 * The element of every Mantine button. While it loads it must not be pressed again, but it keeps the focus: a disabled
 * element loses it, and whoever moves by keyboard would start again at the top of the page.
 */
export function buttonRoot({ disabled, ...props }: RootProps) {
  if (props.href !== undefined) return <a {...(props as ComponentPropsWithRef<'a'>)} />;
  if (!props['data-loading']) return <button type="button" {...props} disabled={disabled} />;
  return <button type="button" {...props} aria-disabled onClick={ignore} />;
}

function ignore(event: MouseEvent): void {
  event.preventDefault();
  event.stopPropagation();
}
