import { Anchor, type AnchorProps, Button, type ButtonProps, NavLink, type NavLinkProps } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import type { AnchorHTMLAttributes, Ref } from 'react';

type Attributes<Props> = Props & Omit<AnchorHTMLAttributes<HTMLAnchorElement>, keyof Props> & { ref?: Ref<HTMLAnchorElement> };

/** A link to a page of the dashboard. */
export const PageLink = createLink((props: Attributes<AnchorProps>) => <Anchor {...props} />);

/** The same that looks like a button. */
export const PageButton = createLink((props: Attributes<ButtonProps>) => <Button component="a" {...props} />);

export const PageNavLink = createLink((props: Attributes<NavLinkProps>) => <NavLink component="a" {...props} />);
