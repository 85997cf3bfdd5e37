// Sixteen bytes at a time: what the JSON parser asks of SIMD, as functions that the compiler inlines into Swift.
//
// Unless it says otherwise a function reads 16 bytes from each of its pointers (cs_equal32: 32), whatever it then makes
// of them: the caller owns them. The scalar functions are the meaning; SSE2 (every x86-64) and NEON (every AArch64) are ways to compute it.
#pragma once

#include <stdint.h>
#include <string.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#elif defined(__aarch64__)
#include <arm_neon.h>
#endif

#define CS_INLINE static inline __attribute__((always_inline))

typedef struct {
    uint64_t low;
    uint64_t high;
} cs_bytes16;

/// Bit i: byte i cannot stand unread inside a JSON string: a quote, a backslash, below 0x20, or not ASCII.
CS_INLINE uint32_t cs_special16_scalar(const uint8_t *bytes) {
    uint32_t mask = 0;
    for (int i = 0; i < 16; i++) {
        uint8_t byte = bytes[i];
        if (byte == '"' || byte == '\\' || byte < 0x20 || byte >= 0x80) mask |= 1u << i;
    }
    return mask;
}

/// Bit i: byte i is not JSON white space.
CS_INLINE uint32_t cs_visible16_scalar(const uint8_t *bytes) {
    uint32_t mask = 0;
    for (int i = 0; i < 16; i++) {
        uint8_t byte = bytes[i];
        if (byte != ' ' && byte != '\t' && byte != '\n' && byte != '\r') mask |= 1u << i;
    }
    return mask;
}

/// Bit i: byte i of both is the same.
CS_INLINE uint32_t cs_equal16_scalar(const uint8_t *left, const uint8_t *right) {
    uint32_t mask = 0;
    for (int i = 0; i < 16; i++) {
        if (left[i] == right[i]) mask |= 1u << i;
    }
    return mask;
}

#if defined(__SSE2__)

CS_INLINE uint32_t cs_special16(const uint8_t *bytes) {
    __m128i block = _mm_loadu_si128((const __m128i *)bytes);
    __m128i quote = _mm_cmpeq_epi8(block, _mm_set1_epi8('"'));
    __m128i backslash = _mm_cmpeq_epi8(block, _mm_set1_epi8('\\'));
    // Signed: catches what is below 0x20 and what is not ASCII at once.
    __m128i outside = _mm_cmplt_epi8(block, _mm_set1_epi8(0x20));
    return (uint32_t)_mm_movemask_epi8(_mm_or_si128(outside, _mm_or_si128(quote, backslash)));
}

CS_INLINE uint32_t cs_visible16(const uint8_t *bytes) {
    __m128i block = _mm_loadu_si128((const __m128i *)bytes);
    __m128i space = _mm_or_si128(
        _mm_cmpeq_epi8(block, _mm_set1_epi8(' ')), _mm_cmpeq_epi8(block, _mm_set1_epi8('\t')));
    __m128i newline = _mm_or_si128(
        _mm_cmpeq_epi8(block, _mm_set1_epi8('\n')), _mm_cmpeq_epi8(block, _mm_set1_epi8('\r')));
    return (uint32_t)_mm_movemask_epi8(_mm_or_si128(space, newline)) ^ 0xFFFF;
}

CS_INLINE uint32_t cs_equal16(const uint8_t *left, const uint8_t *right) {
    return (uint32_t)_mm_movemask_epi8(
        _mm_cmpeq_epi8(_mm_loadu_si128((const __m128i *)left), _mm_loadu_si128((const __m128i *)right)));
}

#elif defined(__aarch64__)

CS_INLINE uint32_t cs_movemask(uint8x16_t matches) {
    const uint8x16_t weights = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
    uint8x16_t bits = vandq_u8(matches, weights);
    return (uint32_t)vaddv_u8(vget_low_u8(bits)) | (uint32_t)vaddv_u8(vget_high_u8(bits)) << 8;
}

CS_INLINE uint32_t cs_special16(const uint8_t *bytes) {
    uint8x16_t block = vld1q_u8(bytes);
    uint8x16_t stop = vorrq_u8(vceqq_u8(block, vdupq_n_u8('"')), vceqq_u8(block, vdupq_n_u8('\\')));
    uint8x16_t outside = vcltq_s8(vreinterpretq_s8_u8(block), vdupq_n_s8(0x20));
    return cs_movemask(vorrq_u8(stop, outside));
}

CS_INLINE uint32_t cs_visible16(const uint8_t *bytes) {
    uint8x16_t block = vld1q_u8(bytes);
    uint8x16_t space = vorrq_u8(vceqq_u8(block, vdupq_n_u8(' ')), vceqq_u8(block, vdupq_n_u8('\t')));
    uint8x16_t newline = vorrq_u8(vceqq_u8(block, vdupq_n_u8('\n')), vceqq_u8(block, vdupq_n_u8('\r')));
    return cs_movemask(vorrq_u8(space, newline)) ^ 0xFFFF;
}

CS_INLINE uint32_t cs_equal16(const uint8_t *left, const uint8_t *right) {
    return cs_movemask(vceqq_u8(vld1q_u8(left), vld1q_u8(right)));
}

#else

CS_INLINE uint32_t cs_special16(const uint8_t *bytes) { return cs_special16_scalar(bytes); }
CS_INLINE uint32_t cs_visible16(const uint8_t *bytes) { return cs_visible16_scalar(bytes); }
CS_INLINE uint32_t cs_equal16(const uint8_t *left, const uint8_t *right) { return cs_equal16_scalar(left, right); }

#endif

/// Bit i of 32: byte i of both is the same.
CS_INLINE uint64_t cs_equal32(const uint8_t *left, const uint8_t *right) {
    return (uint64_t)cs_equal16(left, right) | (uint64_t)cs_equal16(left + 16, right + 16) << 16;
}

/// The first `count` of 16 bytes, the others zero; from 16 on, all 16. No branch: lengths of keys are not predictable.
CS_INLINE cs_bytes16 cs_first16(const uint8_t *bytes, uint64_t count) {
    static const uint8_t ones_then_zeros[32] = {
        0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
    };
    cs_bytes16 block, kept;
    memcpy(&block, bytes, 16);
    memcpy(&kept, ones_then_zeros + 16 - (count < 16 ? count : 16), 16);
    block.low &= kept.low;
    block.high &= kept.high;
    return block;
}

/// Copies `count` words by four: up to three words past `count` are read and written. Most of what is copied is short, so that to
/// unroll the loop costs more than it saves.
CS_INLINE void cs_copy_words(uint64_t *target, const uint64_t *source, intptr_t count) {
#pragma clang loop unroll(disable) vectorize(disable)
    for (intptr_t i = 0; i < count; i += 4) memcpy(target + i, source + i, 32);
}

/// Where `byte` comes first among `count` bytes; `count` when it does not. Reads no byte past `count`.
CS_INLINE intptr_t cs_find(const uint8_t *bytes, uint8_t byte, intptr_t count) {
    const uint8_t *found = count > 0 ? (const uint8_t *)memchr(bytes, byte, (size_t)count) : NULL;
    return found ? found - bytes : count;
}

/// Whether the first `count` bytes of both are the same. Reads no byte past `count`.
CS_INLINE int cs_same(const uint8_t *left, const uint8_t *right, intptr_t count) {
    return count <= 0 || memcmp(left, right, (size_t)count) == 0;
}
