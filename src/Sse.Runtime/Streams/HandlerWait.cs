using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace Sse;

/// <summary>
/// A wait for a handler that can be left behind: without a task or a registration of its own, since it lasts as long as
/// its stream.
/// </summary>
/// <remarks>
/// <para>Thread-safe: the handler ends and <see cref="Leave"/> is called at any time. Each step is one exchange:</para>
/// <code>
/// state    | await begins       | the handler ends, or it is left
/// new      | waiting            | over
/// waiting  | –                  | over, and the waiter goes on
/// over     | goes on from the   | over
///          | pool               |
/// </code>
/// </remarks>
/// <param name="handler">The running handler.</param>
internal sealed class HandlerWait(Task handler) : ICriticalNotifyCompletion
{
    private static readonly Action Over = static () => { };
    private Action? _state;

    public bool IsCompleted => handler.IsCompleted;

    /// <summary>For <c>await</c>, once: true when the handler has ended, false when it goes on and is left behind.</summary>
    public HandlerWait GetAwaiter() => this;

    /// <summary>Ends the wait, now or when it begins.</summary>
    public void Leave() => Interlocked.Exchange(ref _state, Over)?.Invoke();

    public bool GetResult()
    {
        if (!handler.IsCompleted) return false;
        // Of several it would give the first, behind which the one that matters may stand.
        if (FailureOf(handler) is { } failure) ExceptionDispatchInfo.Throw(failure);
        handler.GetAwaiter().GetResult();
        return true;
    }

    /// <summary>What a handler has failed with, apart from what says that something was closed or cancelled; or null.</summary>
    public static Exception? FailureOf(Task handler) => handler.Exception?.InnerExceptions.FirstOrDefault(static exception => !Connection.SaysEnd(exception));

    public void OnCompleted(Action continuation) => UnsafeOnCompleted(continuation);

    public void UnsafeOnCompleted(Action continuation)
    {
        if (Interlocked.CompareExchange(ref _state, continuation, comparand: null) is null)
            handler.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(Leave);
        else
            ThreadPool.UnsafeQueueUserWorkItem(static state => state(), continuation, preferLocal: false);
    }
}
