using FeatureFlag.WebApi.Commands;

return await CommandLine.RunAsync(args);

/// <summary>Named for tests.</summary>
public partial class Program;
