using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Sse.Tests.Support;

/// <summary>Numbered events that are kept, and the way in which they are told again, which a test may break.</summary>
internal sealed class Journal
{
    private readonly Lock _lock = new();
    private int _newest;
    private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Journal(int events) => _newest = events;

    /// <summary>Which events a reader is given that comes with an id: the last that it has, and the next number; null for none.</summary>
    public Func<int, int, int?> Resumes { get; init; } = (_, next) => next;

    /// <summary>How many events are added when a reader comes.</summary>
    public int OnConnect { get; init; } = 1;

    public void Append(int count = 1)
    {
        lock (_lock)
        {
            _newest += count;
            _more.TrySetResult();
            _more = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>Adds events, now and then, for as long as a request is open.</summary>
    public async Task FeedAsync(HttpContext context)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        while (await timer.WaitForNextTickAsync(context.RequestAborted)) Append();
    }

    public static string Event(int number) => string.Create(CultureInfo.InvariantCulture, $"id: {number}\ndata: {number}\n\n");

    /// <summary>Streams to a request until it is over.</summary>
    public async Task ServeAsync(HttpContext context)
    {
        Append(OnConnect);
        _ = int.TryParse(context.Request.Headers["Last-Event-ID"], NumberStyles.None, CultureInfo.InvariantCulture, out var last);
        Open(context);
        await ServeAsync(context, context.Response.Body, last);
    }

    /// <summary>Streams to where the test says.</summary>
    public async Task ServeAsync(HttpContext context, Stream body, int last)
    {
        await context.Response.Body.FlushAsync(context.RequestAborted);
        for (var next = last + 1; ;)
        {
            var newest = 0;
            Task more;
            lock (_lock) (newest, more) = (_newest, _more.Task);
            if (next > newest)
            {
                await more.WaitAsync(context.RequestAborted);
                continue;
            }
            var batch = new StringBuilder();
            for (; next <= newest; next++)
                if ((last > 0 ? Resumes(last, next) : next) is { } number) batch.Append(Event(number));
            await body.WriteAsync(Encoding.UTF8.GetBytes(batch.ToString()), context.RequestAborted);
            await body.FlushAsync(context.RequestAborted);
        }
    }

    public static void Open(HttpContext context)
    {
        context.Response.ContentType = "text/event-stream";
        if (context.Response.Headers.CacheControl.Count == 0) context.Response.Headers.CacheControl = "no-store, no-transform";
        context.Response.Headers["X-Accel-Buffering"] = "no";
    }
}
