/**
 * A way to a place: an address that is confirmed and complete, or the menu path to walk in its stead.
 * `label` is a text key `link.…` saying where it leads, `menu` a text key `menu.…`.
 */
export type BuiltLink =
  | { readonly id: string; readonly label: string; readonly url: string }
  | { readonly id: string; readonly label: string; readonly menu: string };
