/* Draws a QR code (ISO/IEC 18004): bytes, correction level M, versions 1 to 10. */
window.bylineQr = function (words) {
  "use strict";
  /* By version: bytes of correction in a block, and the data bytes of each block. */
  var blocks = [
    [10, 16], [16, 28], [26, 44], [18, 32, 32], [24, 43, 43], [16, 27, 27, 27, 27],
    [18, 31, 31, 31, 31], [22, 38, 38, 39, 39], [22, 36, 36, 36, 37, 37],
    [26, 43, 43, 43, 43, 44]
  ];
  var aligned = [0, 18, 22, 26, 30, 34, 22, 24, 26, 28];
  var bytes = Array.from(new TextEncoder().encode(words));
  var sum = function (row) {
    return row.slice(1).reduce(function (a, b) { return a + b; });
  };
  var version = blocks.findIndex(function (row, at) {
    return bytes.length + (at > 8 ? 3 : 2) <= sum(row);
  }) + 1;
  if (!version) return null;
  var row = blocks[version - 1];

  /* The data: mode, length, bytes, padding. */
  var bits = [];
  function put(value, length) {
    while (length--) bits.push((value >> length) & 1);
  }
  put(4, 4);
  put(bytes.length, version > 9 ? 16 : 8);
  bytes.forEach(function (byte) { put(byte, 8); });
  put(0, 4);
  var data = [];
  for (var i = 0; i < bits.length; i += 8) data.push(parseInt(bits.slice(i, i + 8).join(""), 2));
  for (var pad = 0; data.length < sum(row); pad ^= 1) data.push(pad ? 17 : 236);

  /* The correction, by Reed and Solomon over the field of 256. */
  function times(a, b) {
    for (var c = 0; b; b >>= 1, a = (a << 1) ^ (a > 127 ? 285 : 0)) if (b & 1) c ^= a;
    return c;
  }
  var generator = [1];
  for (var power = 1, n = 0; n < row[0]; n++, power = times(power, 2)) {
    generator = generator.concat(0).map(function (value, at) {
      return value ^ (at ? times(generator[at - 1], power) : 0);
    });
  }
  function correct(block) {
    var rest = block.concat(new Array(row[0]).fill(0));
    block.forEach(function (_, at) {
      var lead = rest[at];
      generator.forEach(function (value, k) { rest[at + k] ^= times(value, lead); });
    });
    return rest.slice(block.length);
  }
  var start = 0;
  var parts = row.slice(1).map(function (length) {
    return data.slice(start, (start += length));
  });
  var stream = [];
  [parts, parts.map(correct)].forEach(function (group) {
    for (var at = 0; at < group[group.length - 1].length; at++)
      group.forEach(function (part) { if (at < part.length) stream.push(part[at]); });
  });

  /* The square: patterns first, then the stream in its zigzag. */
  var size = 17 + 4 * version;
  var square = Array.from({ length: size }, function () { return new Array(size); });
  function set(x, y, dark) {
    if (x >= 0 && y >= 0 && x < size && y < size) square[y][x] = dark ? 1 : 0;
  }
  function ring(x, y, radius, dark) {
    for (var dy = -radius; dy <= radius; dy++)
      for (var dx = -radius; dx <= radius; dx++)
        set(x + dx, y + dy, dark(Math.max(Math.abs(dx), Math.abs(dy))));
  }
  for (i = 0; i < size; i++) {
    set(6, i, i % 2 === 0);
    set(i, 6, i % 2 === 0);
  }
  [[3, 3], [size - 4, 3], [3, size - 4]].forEach(function (at) {
    ring(at[0], at[1], 4, function (d) { return d !== 2 && d !== 4; });
  });
  var step = aligned[version - 1];
  var lines = version < 2 ? [] : version < 7 ? [6, step] : [6, step, 2 * step - 6];
  lines.forEach(function (x, a) {
    lines.forEach(function (y, b) {
      var corner = (!a && !b) || (!a && b === lines.length - 1) || (!b && a === lines.length - 1);
      if (!corner) ring(x, y, 2, function (d) { return d !== 1; });
    });
  });
  function checked(value, poly, length) {
    var rest = value << length;
    for (var at = 20; at >= length; at--) if ((rest >> at) & 1) rest ^= poly << (at - length);
    return (value << length) | rest;
  }
  var format = checked(0, 1335, 10) ^ 21522;
  for (i = 0; i < 15; i++) {
    var bit = (format >> i) & 1;
    if (i < 6) set(8, i, bit);
    else if (i < 8) set(8, i + 1, bit);
    else if (i === 8) set(7, 8, bit);
    else set(14 - i, 8, bit);
    if (i < 8) set(size - 1 - i, 8, bit);
    else set(8, size - 15 + i, bit);
  }
  set(8, size - 8, 1);
  if (version > 6) {
    var told = checked(version, 7973, 12);
    for (i = 0; i < 18; i++) {
      var along = Math.floor(i / 3);
      var across = size - 11 + (i % 3);
      set(along, across, (told >> i) & 1);
      set(across, along, (told >> i) & 1);
    }
  }
  i = 0;
  for (var right = size - 1; right > 0; right -= 2) {
    if (right === 6) right = 5;
    for (var k = 0; k < size; k++) {
      var up = ((right + 1) & 2) === 0;
      var y = up ? size - 1 - k : k;
      for (var x = right; x > right - 2; x--) {
        if (square[y][x] !== undefined) continue;
        var one = (stream[i >> 3] >> (7 - (i & 7))) & 1;
        square[y][x] = one ^ ((x + y) % 2 === 0 ? 1 : 0);
        i++;
      }
    }
  }

  var path = "";
  square.forEach(function (line, y) {
    line.forEach(function (dark, x) {
      if (dark) path += "M" + (x + 4) + " " + (y + 4) + "h1v1h-1z";
    });
  });
  var space = "http://www.w3.org/2000/svg";
  var svg = document.createElementNS(space, "svg");
  var ink = document.createElementNS(space, "path");
  svg.setAttribute("viewBox", "0 0 " + (size + 8) + " " + (size + 8));
  svg.setAttribute("class", "qr");
  ink.setAttribute("d", path);
  svg.append(ink);
  return svg;
};
