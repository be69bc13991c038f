using Microsoft.AspNetCore.Http;

namespace Sse;

/// <summary>A connection whose events come from a subscription to a hub.</summary>
internal sealed class HubConnection(HttpContext http, StreamingHost host, StreamSubscription subscription) : Connection(http, host, subscription.Meter)
{
    /// <summary>Asks again whether it may go on; null when nobody does.</summary>
    public Reauthorization? Reauthorization { get; set; }

    public override string LastId => subscription.Position.ToString();

    protected override void OnClosing(SseDisconnectReason reason) => subscription.Close(reason);

    protected override void OnExpired(SseDisconnectReason reason, long now) => subscription.Close(reason);

    /// <summary>Lets it end at its next step.</summary>
    public void Close(SseDisconnectReason reason) => subscription.Close(reason);

    protected override bool HasOther(long now) => Reauthorization?.IsDue(now) == true;

    protected override void LookAfterOther(long now) => Reauthorization?.LookAfter(now);

    public override void Mark(long number) => subscription.Mark(number);

    protected override void Beat()
    {
        // What comes from the application's own snapshot has no place in the log to tell.
        if (subscription.IsReadingOwnSnapshot) base.Beat();
        else subscription.Beat();
    }
}
