/** What each step of a funnel says about itself. */
import { products, searches, type Product } from './company.ts';
import type { Item, Trail } from './trail.ts';
import { between, chance, pick } from './random.ts';

type Details = Readonly<Record<string, unknown>>;

const currency = 'EUR';
const sizes = ['XS', 'S', 'M', 'L', 'XL'] as const;

/** Euro, rounded to cents. */
const valueOf = (basket: readonly Item[]): number =>
  Math.round(basket.reduce((sum, item) => sum + item.product.price * item.quantity, 0) * 100) / 100;

const aboutProduct = (product: Product): Details => ({
  product: product.name,
  sku: product.sku,
  category: product.category,
  price: product.price,
  currency,
});

const aboutBasket = (trail: Trail): Details => ({
  items: trail.basket.length,
  value: valueOf(trail.basket),
  currency,
});

/** Deciding on a product, so that the page and the events speak of the same one. */
export function look(trail: Trail): Product {
  const product = pick(trail.random, products);
  trail.looking = product;
  return product;
}

const looked = (trail: Trail): Product => trail.looking ?? look(trail);

function listed(trail: Trail): Details {
  const { random } = trail;
  const category = looked(trail).category;
  const results = between(random, 4, 60);
  if (chance(random, 0.45)) return { list: 'search', query: pick(random, searches), results };
  return { list: 'category', category, results };
}

function added(trail: Trail): Details {
  const product = looked(trail);
  const size = pick(trail.random, sizes);
  const quantity = chance(trail.random, 0.14) ? 2 : 1;
  trail.basket = [...trail.basket.slice(-3), { product, quantity, size }];
  return { ...aboutProduct(product), quantity, size };
}

/** Members pay less; a tenth of the orders carries a coupon. Revenue is net of both. */
function placed(trail: Trail): Details {
  const coupon = chance(trail.random, 0.1) ? 'FIRSTFROST10' : undefined;
  const factor = (trail.identified && trail.person.plan !== 'free' ? 0.95 : 1) * (coupon ? 0.9 : 1);
  const details = {
    order_id: `NF-${trail.person.key}-${trail.orders + 1}`,
    ...aboutBasket(trail),
    revenue: Math.round(valueOf(trail.basket) * factor * 100) / 100,
    ...(coupon === undefined ? undefined : { coupon }),
  };
  trail.orders += 1;
  trail.basket = [];
  return details;
}

const tables: Readonly<Record<string, (trail: Trail) => Details>> = {
  'products listed': listed,
  'product viewed': (trail) => aboutProduct(looked(trail)),
  'product added': added,
  'basket viewed': aboutBasket,
  'checkout started': aboutBasket,
  'address entered': (trail) => ({ country: trail.person.locale.country }),
  'delivery chosen': (trail) => ({
    method: pick(trail.random, ['home', 'home', 'parcel shop', 'express']),
  }),
  'payment entered': (trail) => ({
    method: pick(trail.random, ['card', 'card', 'wallet', 'invoice', 'bank']),
  }),
  'order placed': placed,
  'account created': (trail) => ({
    method: pick(trail.random, ['email', 'email', 'single sign-on']),
  }),
  'sizes saved': (trail) => ({ usual_size: pick(trail.random, sizes) }),
  'interests chosen': (trail) => ({ interests: between(trail.random, 1, 5) }),
  'first wish saved': (trail) => aboutProduct(look(trail)),
  'friends chosen': (trail) => ({ friends: between(trail.random, 1, 6) }),
  'invitation sent': (trail) => ({ by: pick(trail.random, ['email', 'link', 'message']) }),
};

export const detailsOf = (event: string, trail: Trail): Details => tables[event]?.(trail) ?? {};

/** Product pages have their own address. */
export const pathOf = (path: string, trail: Trail): string =>
  path === '/p' ? `/p/${looked(trail).sku.toLowerCase()}` : path;
