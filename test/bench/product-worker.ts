import { runWorker } from "../../src/run-worker";
import { openProduct, ProductOrder } from "./product";

// One of several threads of the product.
runWorker(({ port, given, ...place }) => openProduct(ProductOrder.parse(given), port, place));
