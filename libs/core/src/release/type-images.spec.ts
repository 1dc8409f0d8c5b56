import fc from 'fast-check';
import { PROPERTY_RUNS } from '../../spec/property-runs.js';
import { imageOf, imagesOf } from './type-images.js';

const TYPE = fc.constantFrom('web', 'worker', 'clock', 'constructor');
const IMAGE = fc.constantFrom('r/shop@sha256:1', 'r/shop@sha256:2', 'r/shop@sha256:3');
const IMAGES = fc.record({
  image: fc.option(IMAGE),
  typeImages: fc.dictionary(TYPE, IMAGE, { noNullPrototype: true }),
});
const TYPES = fc.uniqueArray(TYPE);

describe('images by process type', () => {
  it('are the same after they were said in the one way', () => {
    const isKept = (types: string[], images: Parameters<typeof imageOf>[0]) => {
      const said = imagesOf(types, images);
      for (const type of types) expect(imageOf(said, type)).toBe(imageOf(images, type));
      expect(imagesOf(types, said)).toEqual(said);
    };
    fc.assert(fc.property(TYPES, IMAGES, isKept), PROPERTY_RUNS);
  });

  it('name no process type that is not there, and no image twice', () => {
    const isShort = (types: string[], images: Parameters<typeof imageOf>[0]) => {
      const { image, typeImages } = imagesOf(types, images);
      expect(types).toEqual(expect.arrayContaining(Object.keys(typeImages)));
      expect(Object.values(typeImages)).not.toContain(image);
    };
    fc.assert(fc.property(TYPES, IMAGES, isShort), PROPERTY_RUNS);
  });

  it('make that of web the image of the release when nothing runs the one before', () => {
    const typeImages = { clock: 'r/shop@sha256:3', web: 'r/shop@sha256:2' };
    expect(imagesOf(['clock', 'web'], { image: 'r/shop@sha256:1', typeImages })).toEqual({
      image: 'r/shop@sha256:2',
      typeImages: { clock: 'r/shop@sha256:3' },
    });
  });
});
