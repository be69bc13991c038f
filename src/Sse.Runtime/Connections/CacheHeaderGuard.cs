using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace Sse;

/// <summary>
/// Keeps what a stream says to caches while its headers leave: session and cookie middleware write theirs at that moment,
/// after anything that could be registered here.
/// </summary>
internal sealed class CacheHeaderGuard : IHttpResponseFeature
{
    private readonly IFeatureCollection _features;
    private readonly IHttpResponseFeature _inner;
    private readonly GuardedHeaders _headers;

    private CacheHeaderGuard(IFeatureCollection features, IHttpResponseFeature inner) =>
        (_features, _inner, _headers) = (features, inner, new GuardedHeaders(inner.Headers));

    public int StatusCode { get => _inner.StatusCode; set => _inner.StatusCode = value; }

    public string? ReasonPhrase { get => _inner.ReasonPhrase; set => _inner.ReasonPhrase = value; }

    public IHeaderDictionary Headers { get => _headers; set => _inner.Headers = value; }

    [Obsolete("Use IHttpResponseBodyFeature.Stream instead.")]
    public Stream Body { get => _inner.Body; set => _inner.Body = value; }

    public bool HasStarted => _inner.HasStarted;

    public static CacheHeaderGuard Begin(HttpContext http)
    {
        var guard = new CacheHeaderGuard(http.Features, http.Features.GetRequiredFeature<IHttpResponseFeature>());
        http.Features.Set<IHttpResponseFeature>(guard);
        return guard;
    }

    /// <summary>The headers have left.</summary>
    public void End()
    {
        if (ReferenceEquals(_features.Get<IHttpResponseFeature>(), this)) _features.Set(_inner);
    }

    public void OnStarting(Func<object, Task> callback, object state) => _inner.OnStarting(callback, state);

    public void OnCompleted(Func<object, Task> callback, object state) => _inner.OnCompleted(callback, state);

    /// <summary>The response's headers, of which one can only be added to.</summary>
    private sealed class GuardedHeaders(IHeaderDictionary inner) : IHeaderDictionary
    {
        public long? ContentLength { get => inner.ContentLength; set => inner.ContentLength = value; }

        public ICollection<string> Keys => inner.Keys;

        public ICollection<StringValues> Values => inner.Values;

        public int Count => inner.Count;

        public bool IsReadOnly => inner.IsReadOnly;

        public StringValues this[string key]
        {
            get => inner[key];
            set => inner[key] = IsGuarded(key) ? StreamHeaders.CacheControlOf(value) : value;
        }

        StringValues IDictionary<string, StringValues>.this[string key] { get => inner[key]; set => this[key] = value; }

        public void Add(string key, StringValues value) => this[key] = value;

        public void Add(KeyValuePair<string, StringValues> item) => this[item.Key] = item.Value;

        public void Clear()
        {
            inner.Clear();
            inner.CacheControl = StreamHeaders.CacheControlOf(default);
        }

        public bool Contains(KeyValuePair<string, StringValues> item) => inner.Contains(item);

        public bool ContainsKey(string key) => inner.ContainsKey(key);

        public void CopyTo(KeyValuePair<string, StringValues>[] array, int arrayIndex) => inner.CopyTo(array, arrayIndex);

        public IEnumerator<KeyValuePair<string, StringValues>> GetEnumerator() => inner.GetEnumerator();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => inner.GetEnumerator();

        public bool Remove(string key) => !IsGuarded(key) && inner.Remove(key);

        public bool Remove(KeyValuePair<string, StringValues> item) => !IsGuarded(item.Key) && inner.Remove(item);

        public bool TryGetValue(string key, out StringValues value) => inner.TryGetValue(key, out value);

        private static bool IsGuarded(string key) => string.Equals(key, "Cache-Control", StringComparison.OrdinalIgnoreCase);
    }
}
