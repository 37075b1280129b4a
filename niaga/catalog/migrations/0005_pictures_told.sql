-- The inventory keeps a copy of pictures now: what is offered and has one is told again.
UPDATE catalog.offer AS o SET shelved = false
  FROM catalog.product AS p
 WHERE p.id = o.product_id AND p.image_url IS NOT NULL AND o.shelved AND NOT o.archived;
