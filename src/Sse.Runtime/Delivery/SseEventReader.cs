using System.Diagnostics.CodeAnalysis;

namespace Sse;

/// <summary>How a hub reads its events: <see cref="ISseHub{TSelf}.TryRead"/>.</summary>
internal delegate bool SseEventReader(string name, ReadOnlySpan<byte> data, [NotNullWhen(true)] out object? value);
