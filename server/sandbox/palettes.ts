export interface Palette {
  ground: readonly [string, string];
  tones: readonly [string, string, string, string, string];
  accents: readonly [string, string, string];
}

export function paletteOf(key: string): Palette {
  return PALETTES[key] ?? FALLBACK;
}

const FALLBACK: Palette = {
  ground: ["#e9f4ef", "#bfe0d2"],
  tones: ["#a4d4c2", "#6fb7a0", "#3f8f7b", "#2a6659", "#173f38"],
  accents: ["#f27f6b", "#f5c65d", "#fdf7ea"],
};

const PALETTES: Record<string, Palette> = {
  bakery: {
    ground: ["#fdf1dc", "#f4cf9a"],
    tones: ["#f2c27d", "#dd9648", "#b9682f", "#83441f", "#4b2615"],
    accents: ["#c43c2c", "#f7e3bd", "#e9a13b"],
  },
  florist: {
    ground: ["#f6f3e9", "#d5e0c8"],
    tones: ["#b7cba3", "#83a97d", "#4f7f5d", "#2f5a45", "#1b3a2f"],
    accents: ["#e58a9b", "#f6d06f", "#b06fa8"],
  },
  garage: {
    ground: ["#e3eaf0", "#a9bccb"],
    tones: ["#8ea8bc", "#5d7f9c", "#3a5d7c", "#213d56", "#111f2d"],
    accents: ["#f26f21", "#f5d547", "#f4f7f9"],
  },
  archive: {
    ground: ["#f3ead9", "#cdb894"],
    tones: ["#b99f78", "#927650", "#6b5236", "#463423", "#261b12"],
    accents: ["#8d3b2a", "#efe3c8", "#5d6b66"],
  },
  traveller: {
    ground: ["#ffe3c4", "#f79d84"],
    tones: ["#f4836b", "#c65a74", "#7d4379", "#413369", "#1c2148"],
    accents: ["#ffd25e", "#fff3df", "#35b0ab"],
  },
  museum: {
    ground: ["#f4efe4", "#e4dac6"],
    tones: ["#e0b93a", "#d8492f", "#2c5aa0", "#26324a", "#15171c"],
    accents: ["#d8492f", "#2c5aa0", "#e0b93a"],
  },
  lighthouse: {
    ground: ["#f6ede1", "#9cc4d8"],
    tones: ["#7fb0c9", "#4a86a8", "#2c5f85", "#1b3f62", "#0e2440"],
    accents: ["#d63f36", "#ffe08a", "#fffaf0"],
  },
  hobby: {
    ground: ["#f6ecf7", "#d6bfe0"],
    tones: ["#c3a3d3", "#9d78b8", "#75539a", "#4c3471", "#2a1c47"],
    accents: ["#f2a65a", "#fff1d6", "#6fc2b0"],
  },
  pottery: {
    ground: ["#f5efe6", "#d9cbb8"],
    tones: ["#c9b08f", "#a9825d", "#7f5a3f", "#4f4a45", "#2a2724"],
    accents: ["#5f8f86", "#e9dcc7", "#b9573a"],
  },
  roastery: {
    ground: ["#f3e7da", "#d8b99a"],
    tones: ["#b98a63", "#8d5f3f", "#633f2a", "#40281c", "#221510"],
    accents: ["#2f7f86", "#f4d9a8", "#d9662f"],
  },
};
