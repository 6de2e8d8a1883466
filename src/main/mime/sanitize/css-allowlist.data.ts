/**
 * Properties that mail may set. Left out on purpose: position, z-index, transform, animation, transition,
 * filter, mask and clip (overlays, hidden layers), content and counters (text that isn't in the message),
 * every property that takes an image, custom properties, cursor, unicode-bidi (reordering), all.
 */
export const allowedProperties: ReadonlySet<string> = new Set(
  (
    'background background-color border border-bottom border-bottom-color border-bottom-left-radius ' +
    'border-bottom-right-radius border-bottom-style border-bottom-width border-collapse border-color border-left ' +
    'border-left-color border-left-style border-left-width border-radius border-right border-right-color ' +
    'border-right-style border-right-width border-spacing border-style border-top border-top-color ' +
    'border-top-left-radius border-top-right-radius border-top-style border-top-width border-width box-sizing ' +
    'caption-side clear color direction display empty-cells float font font-family font-size font-style ' +
    'font-variant font-weight height letter-spacing line-height list-style-position list-style-type margin ' +
    'margin-bottom margin-left margin-right margin-top max-height max-width min-height min-width ' +
    'overflow-wrap padding padding-bottom padding-left padding-right padding-top table-layout text-align ' +
    'text-decoration text-decoration-color text-decoration-line text-decoration-style text-indent text-overflow ' +
    'text-transform vertical-align white-space width word-break word-spacing word-wrap'
  ).split(' '),
)

/** No function that names a resource, an attribute or a variable. */
export const allowedFunctions: ReadonlySet<string> = new Set(
  'rgb rgba hsl hsla hwb lab lch oklab oklch calc min max clamp'.split(' '),
)

/**
 * Lengths and angles. Left out: whatever goes by the height of the frame (`vh`, `vmin`, …), since the window makes the
 * frame as high as the mail, which would grow with it without end.
 */
export const allowedUnits: ReadonlySet<string> = new Set(
  'px pt pc in cm mm q em rem ex ch lh rlh vw vi deg grad rad turn'.split(' '),
)

/** Properties whose lengths must not be negative: text pulled over other text hides what a link says. */
export const nonNegativeProperties = /^(margin|text-indent|letter-spacing|word-spacing)/

export const allowedDisplays: ReadonlySet<string> = new Set(
  (
    'block inline inline-block none table inline-table table-row table-cell table-row-group table-header-group ' +
    'table-footer-group table-column table-column-group table-caption list-item flow-root initial inherit'
  ).split(' '),
)

/** Pseudo-classes that tell nothing about the reader. */
export const allowedPseudoClasses: ReadonlySet<string> = new Set(
  'first-child last-child only-child first-of-type last-of-type nth-child nth-of-type'.split(' '),
)

export const allowedMediaFeatures: ReadonlySet<string> = new Set('width min-width max-width'.split(' '))
export const allowedMediaTypes: ReadonlySet<string> = new Set('screen all'.split(' '))

/** CSS named colours (CSS Color 4, 6.1). */
export const namedColors: ReadonlySet<string> = new Set(
  (
    'aliceblue antiquewhite aqua aquamarine azure beige bisque black blanchedalmond blue blueviolet brown burlywood ' +
    'cadetblue chartreuse chocolate coral cornflowerblue cornsilk crimson cyan darkblue darkcyan darkgoldenrod ' +
    'darkgray darkgreen darkgrey darkkhaki darkmagenta darkolivegreen darkorange darkorchid darkred darksalmon ' +
    'darkseagreen darkslateblue darkslategray darkslategrey darkturquoise darkviolet deeppink deepskyblue dimgray ' +
    'dimgrey dodgerblue firebrick floralwhite forestgreen fuchsia gainsboro ghostwhite gold goldenrod gray green ' +
    'greenyellow grey honeydew hotpink indianred indigo ivory khaki lavender lavenderblush lawngreen lemonchiffon ' +
    'lightblue lightcoral lightcyan lightgoldenrodyellow lightgray lightgreen lightgrey lightpink lightsalmon ' +
    'lightseagreen lightskyblue lightslategray lightslategrey lightsteelblue lightyellow lime limegreen linen ' +
    'magenta maroon mediumaquamarine mediumblue mediumorchid mediumpurple mediumseagreen mediumslateblue ' +
    'mediumspringgreen mediumturquoise mediumvioletred midnightblue mintcream mistyrose moccasin navajowhite navy ' +
    'oldlace olive olivedrab orange orangered orchid palegoldenrod palegreen paleturquoise palevioletred papayawhip ' +
    'peachpuff peru pink plum powderblue purple rebeccapurple red rosybrown royalblue saddlebrown salmon sandybrown ' +
    'seagreen seashell sienna silver skyblue slateblue slategray slategrey snow springgreen steelblue tan teal ' +
    'thistle tomato turquoise violet wheat white whitesmoke yellow yellowgreen'
  ).split(' '),
)
