/** The first real things in the outline of a page: their pictures come while the application is still on its way. */
import type { Product, ProductPage } from '@/api/catalogTypes';
import { firstChoice, ranked } from '@/features/catalog/variants';
import { rupiah } from '@/lib/money';

export function showProduct(product: Product): void {
  const place = document.querySelector('.outline-product');
  if (!place) return;
  picture(place.querySelector('.outline-picture'), product.images[0]?.url);
  say(place.querySelector('h1'), product.name);
  const offer = ranked(firstChoice(product.variants)?.offers ?? [])[0];
  if (offer) say(place.querySelector('.outline-price'), rupiah(offer.price));
}

export function showProducts({ items }: ProductPage): void {
  const cards = [...document.querySelectorAll('.outline-search .outline-card')];
  for (const [place, card] of cards.entries()) {
    const product = items[place];
    if (!product) continue;
    picture(card.querySelector('.outline-picture'), product.image_url);
    say(card.querySelector('.outline-name'), product.name);
    if (product.price_from !== null) say(card.querySelector('.outline-price'), rupiah(product.price_from));
  }
}

function picture(place: Element | null, src: string | null | undefined): void {
  if (!place || !src) return;
  const image = document.createElement('img');
  image.alt = '';
  image.fetchPriority = 'high';
  image.src = src;
  place.append(image);
}

function say(place: Element | null, words: string): void {
  if (!place) return;
  place.textContent = words;
  place.classList.remove('outline-bone');
}
