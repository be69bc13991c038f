using System.ComponentModel;
using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;

namespace Sse;

/// <summary>A parameter that a description of the API names, though the method that serves the request hasn't it.</summary>
internal sealed class DescribedParameter : ParameterInfo, IParameterBindingMetadata
{
    private static readonly ParameterInfo[] Models =
        ((Action<string, string, string?, string?, string[]?, decimal?, string?>)Take).Method.GetParameters();

    private readonly ParameterInfo _model;

    private DescribedParameter(int model, string name, bool isInPath = false)
    {
        _model = Models[model];
        (MemberImpl, ClassImpl, NameImpl, PositionImpl) = (_model.Member, _model.ParameterType, name, model);
        IsInPath = isInPath;
    }

    /// <summary>The id of the event that a client has seen last, as its header.</summary>
    public static DescribedParameter LastEventId { get; } = new(2, ProtocolWords.LastEventIdHeader) { IsHeader = true };

    /// <summary>The same as a query, for a page that knows where to begin.</summary>
    public static DescribedParameter LastEventIdInQuery { get; } = new(3, ProtocolWords.LastEventIdQuery);

    /// <summary>The topics, where a query names them.</summary>
    public static DescribedParameter Topics { get; } = new(4, HubTopics.Parameter);

    /// <summary>How often the client is sent something.</summary>
    public static DescribedParameter MaxFrequency { get; } = new(5, ProtocolWords.MaxFrequencyQuery);

    /// <summary>A one-time ticket.</summary>
    public static DescribedParameter Ticket { get; } = new(6, SseTicketDefaults.Query);

    /// <summary>What it means.</summary>
    public string? Description => _model.GetCustomAttribute<DescriptionAttribute>()?.Description;

    /// <summary>Whether it is a part of the path, and needed.</summary>
    public bool IsInPath { get; }

    /// <summary>Whether it is a header; what is neither that nor in the path is a query.</summary>
    public bool IsHeader { get; private init; }

    public bool HasTryParse => false;

    public bool HasBindAsync => false;

    public ParameterInfo ParameterInfo => this;

    public override bool HasDefaultValue => false;

    public override object? DefaultValue => null;

    public override object? RawDefaultValue => null;

    bool IParameterBindingMetadata.IsOptional => !IsInPath;

    string IParameterBindingMetadata.Name => NameImpl!;

    /// <summary>A parameter of the path.</summary>
    public static DescribedParameter OfPath(string name) => new(0, name, isInPath: true);

    /// <summary>The topic, in the path.</summary>
    public static DescribedParameter TopicInPath(string name) => new(1, name, isInPath: true);

    public override object[] GetCustomAttributes(bool inherit) => _model.GetCustomAttributes(inherit);

    public override object[] GetCustomAttributes(Type attributeType, bool inherit) => _model.GetCustomAttributes(attributeType, inherit);

    public override bool IsDefined(Type attributeType, bool inherit) => _model.IsDefined(attributeType, inherit);

    public override IList<CustomAttributeData> GetCustomAttributesData() => _model.GetCustomAttributesData();

    // Never called: what it takes is described.
    private static void Take(
        string inPath,
        [Description("The topic to read: 1 to 256 bytes of UTF-8 without control characters, percent-encoded.")] string topic,
        [FromHeader(Name = ProtocolWords.LastEventIdHeader), Description("The id of the last event the client has seen: the stream goes on after it. Browsers send it by themselves.")] string? lastEventIdHeader,
        [FromQuery(Name = ProtocolWords.LastEventIdQuery), Description("The same for a client's first request: an id, or `earliest` for all that is retained, or `snapshot` for the newest event of each key. The header wins.")] string? lastEventId,
        [FromQuery(Name = HubTopics.Parameter), Description("The topics to read, besides one in the path.")] string[]? topics,
        [FromQuery(Name = ProtocolWords.MaxFrequencyQuery), Description("The most deliveries a second: a number greater than 0, such as 2 or 0.5. Of each key only the newest event is sent then.")] decimal? maxFrequency,
        [FromQuery(Name = SseTicketDefaults.Query), Description("A one-time ticket, from a POST to the same address: it signs in who can't send headers.")] string? ticket)
    {
    }
}
