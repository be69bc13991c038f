using System.ComponentModel;
using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;

namespace Sse;

/// <summary>A parameter that a description of the API names, though the method that serves the request hasn't it.</summary>
internal sealed class DescribedParameter : ParameterInfo, IParameterBindingMetadata
{
    private static readonly ParameterInfo[] Models = ((Action<string?, string>)Take).Method.GetParameters();
    private readonly ParameterInfo _model;

    private DescribedParameter(ParameterInfo model, string name) =>
        (_model, MemberImpl, ClassImpl, NameImpl, PositionImpl) = (model, model.Member, model.ParameterType, name, model.Position);

    /// <summary>The id of the event that a client has seen last, as its header.</summary>
    public static DescribedParameter LastEventId { get; } = new(Models[0], ProtocolWords.LastEventIdHeader);

    public bool HasTryParse => false;

    public bool HasBindAsync => false;

    public ParameterInfo ParameterInfo => this;

    public override bool HasDefaultValue => false;

    public override object? DefaultValue => null;

    public override object? RawDefaultValue => null;

    bool IParameterBindingMetadata.IsOptional => ReferenceEquals(_model, Models[0]);

    string IParameterBindingMetadata.Name => NameImpl!;

    /// <summary>A parameter of the path.</summary>
    public static DescribedParameter OfPath(string name) => new(Models[1], name);

    public override object[] GetCustomAttributes(bool inherit) => _model.GetCustomAttributes(inherit);

    public override object[] GetCustomAttributes(Type attributeType, bool inherit) => _model.GetCustomAttributes(attributeType, inherit);

    public override bool IsDefined(Type attributeType, bool inherit) => _model.IsDefined(attributeType, inherit);

    public override IList<CustomAttributeData> GetCustomAttributesData() => _model.GetCustomAttributesData();

    // Never called: what it takes is described.
    private static void Take(
        [FromHeader(Name = ProtocolWords.LastEventIdHeader), Description("The id of the last event the client has seen: the stream goes on after it.")] string? lastEventId,
        string inPath)
    {
    }
}
