using System.Reflection;
using NATS.Client.Core;

namespace Sse.Tests.Nats;

/// <summary>
/// A connection on which another stream answers what the leader of one is asked for its messages: as if whoever else gives messages
/// of that one had others than its leader.
/// </summary>
public class OtherLeader : DispatchProxy
{
    private INatsConnection? _connection;
    private string _asked = "";
    private string _answers = "";

    /// <summary>Whether it is so.</summary>
    public bool IsOn { get; set; }

    public static INatsConnection Over(INatsConnection connection, string stream, string another)
    {
        var proxy = Create<INatsConnection, OtherLeader>();
        var other = (OtherLeader)proxy;
        (other._connection, other._asked, other._answers) = (connection, SubjectOf(stream), SubjectOf(another));
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        if (IsOn && args is [string subject, ..] && subject == _asked) args[0] = _answers;
        try { return targetMethod!.Invoke(_connection, args); }
        catch (TargetInvocationException exception) { throw exception.InnerException!; }
    }

    private static string SubjectOf(string stream) => $"$JS.API.STREAM.MSG.GET.{stream}";
}
