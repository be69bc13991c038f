using Vogen;

namespace Sse.Tests.Recipes;

[ValueObject<int>]
public readonly partial struct OrderId;

[ValueObject<string>]
public partial class CustomerName;
