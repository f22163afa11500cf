import { runWorker } from "../../src/run-worker";
import { openProduct, ProductOrder } from "./product";

// One of several threads of the product.
runWorker(({ number, port, lockMemory, given }) =>
  openProduct(ProductOrder.parse(given), port, { number, lockMemory }),
);
