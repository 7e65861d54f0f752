namespace FeatureFlag.WebApi.Http;

/// <summary>
/// Marks routes whose answers are worth compressing (Brotli or gzip). Not for answers that hold a secret beside something that the caller chose: the
/// length would tell of it.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
internal sealed class CompressedAttribute : Attribute;
