using System.ComponentModel;
using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;

namespace Sse;

/// <summary>A parameter that a description of the API names, though no method has it.</summary>
internal sealed class DescribedParameter : ParameterInfo, IParameterBindingMetadata
{
    private readonly Attribute[] _attributes;

    /// <summary>A parameter of the path.</summary>
    public DescribedParameter(MethodInfo method, string name) : this(method, name, []) => IsOptional = false;

    /// <summary>The id of the event that a client has seen last, as its header.</summary>
    public DescribedParameter(MethodInfo method) : this(
        method,
        ProtocolWords.LastEventIdHeader,
        [new HeaderAttribute(), new DescriptionAttribute("The id of the last event the client has seen: the stream goes on after it.")])
    {
    }

    private DescribedParameter(MethodInfo method, string name, Attribute[] attributes)
    {
        (MemberImpl, NameImpl, ClassImpl, PositionImpl) = (method, name, typeof(string), -1);
        _attributes = attributes;
    }

    public new bool IsOptional { get; } = true;

    public bool HasTryParse => false;

    public bool HasBindAsync => false;

    public ParameterInfo ParameterInfo => this;

    public override bool HasDefaultValue => false;

    public override object? DefaultValue => null;

    public override object? RawDefaultValue => null;

    string IParameterBindingMetadata.Name => NameImpl!;

    public override object[] GetCustomAttributes(bool inherit) => _attributes;

    public override object[] GetCustomAttributes(Type attributeType, bool inherit) => Array.FindAll(_attributes, attributeType.IsInstanceOfType);

    public override bool IsDefined(Type attributeType, bool inherit) => Array.Exists(_attributes, attributeType.IsInstanceOfType);

    public override IList<CustomAttributeData> GetCustomAttributesData() => [];

    private sealed class HeaderAttribute : Attribute, IFromHeaderMetadata
    {
        public string Name => ProtocolWords.LastEventIdHeader;
    }
}
