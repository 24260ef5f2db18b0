import sharp from "sharp";

// Its cache would hold the last pictures decoded; ours are each read once.
sharp.cache(false);

export { sharp };
