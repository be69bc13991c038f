using System.Runtime.CompilerServices;

namespace Sse;

/// <content>Waiting for a handler that can be left behind.</content>
internal sealed partial class Connection
{
    private static readonly Action Left = static () => { };
    private Action? _continuation;

    /// <summary>Waits until the handler has ended or is left behind, without a task or a registration of its own.</summary>
    /// <param name="handler">The running handler.</param>
    /// <returns>To be awaited once: true when the handler has ended, false when it goes on and is left behind.</returns>
    public HandlerAwaiter WaitFor(Task handler) => new(this, handler);

    /// <summary>Ends the wait for the handler, now or when it begins.</summary>
    public void LeaveHandler() => Interlocked.Exchange(ref _continuation, Left)?.Invoke();

    /// <summary>Logs that the handler was left behind. One that waits for a client that takes nothing is not to blame.</summary>
    public void LogHandlerLeft()
    {
        if (!_gone) _application.Logger.HandlerAbandoned(_application.Options.ShutdownGracePeriod);
    }

    internal readonly struct HandlerAwaiter(Connection connection, Task handler) : ICriticalNotifyCompletion
    {
        public bool IsCompleted => handler.IsCompleted;

        public HandlerAwaiter GetAwaiter() => this;

        public bool GetResult()
        {
            if (!handler.IsCompleted) return false;
            handler.GetAwaiter().GetResult();
            return true;
        }

        public void OnCompleted(Action continuation) => UnsafeOnCompleted(continuation);

        public void UnsafeOnCompleted(Action continuation)
        {
            if (Interlocked.CompareExchange(ref connection._continuation, continuation, comparand: null) is null)
                handler.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(connection.LeaveHandler);
            else
                ThreadPool.UnsafeQueueUserWorkItem(static state => state(), continuation, preferLocal: false);
        }
    }
}
