import { Button, type ButtonProps } from '@mantine/core';
import { createLink, type LinkComponent } from '@tanstack/react-router';
import type { ComponentPropsWithRef } from 'react';

function AnchorButton(props: ButtonProps & Omit<ComponentPropsWithRef<'a'>, keyof ButtonProps>) {
  return <Button component="a" {...props} />;
}

const Linked = createLink(AnchorButton);

/** A link that looks like a button: it changes the page and can be opened in a new tab. */
export const ButtonLink: LinkComponent<typeof AnchorButton> = (props) => (
  <Linked preload="intent" {...props} />
);
